"""The locks: complete, hashed, in step with pyproject.toml, and silent about where from."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import run

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / "requirements-dev.lock"
FOR_UV = ROOT / "requirements-uv.txt"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCKS = (RUNTIME, DEVELOPMENT, FOR_UV)
# What runs or brings other models than the ones that come with the toolkit: parts of names.
ENGINES = set(
    "torch torchvision torchaudio onnx onnxruntime tensorflow tf keras jax jaxlib flax mxnet "
    "paddlepaddle openvino nvidia cuda triton tensorrt transformers ctransformers ctranslate2 "
    "safetensors huggingface hf tokenizers accelerate fastembed flair spacy stanza llama llamafile "
    "ggml gguf gpt4all mlc mlx ollama vllm sglang exllamav2 airllm bitsandbytes".split()
)


def lines_of(lock: Path) -> dict[str, str]:
    """Return each package's first line, such as `numpy==2.4.6`, without its hashes."""
    packages = run.split_lock(lock.read_text(encoding="utf-8"))
    lines = [package.splitlines()[0].rstrip(" \\") for package in packages]
    return {Requirement(line).name: line for line in lines}


def is_engine(name: str) -> bool:
    return not ENGINES.isdisjoint(name.split("-"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_and_has_a_hash(lock: Path) -> None:
    for package in run.split_lock(lock.read_text(encoding="utf-8")):
        assert re.match(r"[a-z0-9-]+==\S+", package), package
        assert "--hash=sha256:" in package, package


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_place_to_download_from(lock: Path) -> None:
    assert not re.search(r"://|-index|--find-links|@ ", lock.read_text(encoding="utf-8"))


def test_the_development_lock_holds_the_other_one_at_the_same_versions() -> None:
    assert lines_of(RUNTIME).items() <= lines_of(DEVELOPMENT).items()


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (RUNTIME, PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]),
        (DEVELOPMENT, PROJECT["dependency-groups"]["dev"]),
    ],
    ids=["runtime", "development"],
)
def test_a_lock_fulfils_what_the_project_asks_for(lock: Path, wanted: list[str]) -> None:
    found = lines_of(lock)
    for line in wanted:
        requirement = Requirement(line)
        version = Requirement(found[requirement.name]).specifier
        assert next(iter(version)).version in requirement.specifier, line


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_no_engine_for_models_and_no_weights_but_the_sentence_encoders(
    lock: Path,
) -> None:
    assert [name for name in lines_of(lock) if is_engine(name)] == []


def test_the_lock_brings_what_the_project_is_built_with() -> None:
    assert PROJECT["build-system"]["requires"] == PROJECT["dependency-groups"]["build"]


@pytest.mark.check
@pytest.mark.parametrize(
    ("lock", "groups"), [(RUNTIME, ["build"]), (DEVELOPMENT, ["build", "dev"])], ids=["run", "dev"]
)
def test_compiling_a_lock_again_changes_nothing(
    lock: Path, groups: list[str], tmp_path: Path
) -> None:
    copy = shutil.copy(lock, tmp_path / lock.name)
    settings = re.search(r"^COMPILE = \S+ (.*?)\n\n", MAKEFILE, re.M | re.S)
    assert settings is not None
    words = settings[1].replace("\\\n", " ").split()
    named = [word for group in groups for word in ("--group", group)]
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    limits = ["-c", "constraints.txt", "-o", copy]
    subprocess.run([uv, *words, *named, *limits], cwd=ROOT, check=True)
    assert Path(copy).read_text(encoding="utf-8") == lock.read_text(encoding="utf-8")
