"""Writes a language model of random weights in the file format of llama.cpp: it knows nothing at all.

A model as small as this speaks the whole protocol, grammar included, and says rubbish.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from gguf import GGUFWriter, TokenType

_SEED = 10
_LAYERS, _HEADS, _WIDTH, _INNER, _CONTEXT = 2, 4, 64, 128, 65_536


def write_model(path: Path) -> None:
    """Write the model; the same bytes every time.

    Args:
        path: Where, with the ending .gguf.
    """
    generator = np.random.default_rng(_SEED)

    def draw(*shape: int) -> np.ndarray:  # type: ignore[type-arg]
        return generator.normal(0, 0.4, shape).astype(np.float32)

    # One token for each byte, so that any text can be read and written.
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    kinds = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL, *[TokenType.BYTE] * 256]
    writer = GGUFWriter(path, "llama")
    writer.add_name("random")
    writer.add_context_length(_CONTEXT)
    writer.add_embedding_length(_WIDTH)
    writer.add_block_count(_LAYERS)
    writer.add_feed_forward_length(_INNER)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS)
    writer.add_rope_dimension_count(_WIDTH // _HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_chat_template("{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}reply: ")
    writer.add_tensor("token_embd.weight", draw(len(tokens), _WIDTH))
    writer.add_tensor("output_norm.weight", np.ones(_WIDTH, dtype=np.float32))
    writer.add_tensor("output.weight", draw(len(tokens), _WIDTH))
    for layer in range(_LAYERS):
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{name}.weight", np.ones(_WIDTH, dtype=np.float32))
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            writer.add_tensor(f"blk.{layer}.{name}.weight", draw(_WIDTH, _WIDTH))
        writer.add_tensor(f"blk.{layer}.ffn_gate.weight", draw(_INNER, _WIDTH))
        writer.add_tensor(f"blk.{layer}.ffn_up.weight", draw(_INNER, _WIDTH))
        writer.add_tensor(f"blk.{layer}.ffn_down.weight", draw(_WIDTH, _INNER))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    write_model(Path(sys.argv[1]))
