from __future__ import annotations

import subprocess
import sys

import toolkit.privacy as privacy


def test_every_public_name_is_there():
    for name in privacy.__all__:
        assert getattr(privacy, name) is not None
    assert set(privacy._HOME) == set(privacy.__all__)


def test_importing_the_package_imports_nothing_heavy():
    code = (
        "import sys, toolkit.privacy\n"
        "print({'pandas', 'numpy', 'pydantic', 'toolkit.privacy.redaction'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_function_is_not_hidden_by_a_module_of_its_name():
    import toolkit.privacy.releasing

    assert callable(toolkit.privacy.release)
