from __future__ import annotations

import pytest
import telltale


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the cache of whoever runs it; child processes share this one."""
    patch = pytest.MonkeyPatch()
    patch.setenv("TELLTALE_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="session")
def classifier(cache_of_its_own: None) -> telltale.Classifier:
    return telltale.Classifier()
