"""Many machines: the same pipeline on a Ray cluster, shard by shard, into a lake of Parquet files.

    sources ─ planning ─▶ Shards ─ engine ─▶ worker (one a core) ─▶ lake ─ sweep ─▶ reader, loading, incidents

What a worker reads is read as on one machine (`dragoman.corpora.reading`); only how the work is cut, given out and
kept is of this room. Ray, DuckDB and fsspec come with `pip install 'dragoman[cluster]'`.
"""
