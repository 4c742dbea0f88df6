"""What the image needs: the program's packages, Ray with its job server, and what reaches S3 and GCS.

python deploy/requirements.py | uv pip compile - …    (`make lock`)
"""

from __future__ import annotations

import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = project["optional-dependencies"]
wanted = [*project["dependencies"], *extras["cluster"], *extras["s3"], *extras["gcs"], "hatchling", "editables"]
print(*(line.replace("ray>", "ray[default]>") for line in wanted), sep="\n")
