"""sentence-transformers on the same texts, in the peers' environment: prints seconds, keeps the vectors.

Use: PYTHON peer_embedding.py TEXTS.json MODEL_FOLDER THREADS OUT.npy
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer


def main(texts_file: str, model_folder: str, threads: str, out_file: str) -> None:
    """Embed once to warm up, and once that counts."""
    torch.set_num_threads(int(threads))
    texts = json.loads(Path(texts_file).read_text(encoding="utf-8"))
    model = SentenceTransformer(model_folder, device="cpu")
    model.encode(texts[:64])
    started, worked = time.perf_counter(), time.process_time()
    vectors = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    print(json.dumps({"seconds": time.perf_counter() - started, "work": time.process_time() - worked}))  # noqa: T201
    np.save(out_file, vectors)


if __name__ == "__main__":
    main(*sys.argv[1:])
