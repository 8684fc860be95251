"""Plots from the rows of a run: speed against the share of matching lines, speed against the size of the pack."""

import argparse
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt
from rows import Row, read_rows

SHARES = (0.0, 0.01, 0.1, 1.0, 10.0, 100.0)  # per cent of the lines
SIZES = (100, 1_000, 10_000)  # signatures

# The same bytes for the same figures: no date, and ids that do not change from run to run.
mpl.rcParams["svg.hashsalt"] = "telltale"
mpl.rcParams["svg.fonttype"] = "none"
METADATA = {"Date": None}


def row_of_share(rows: dict[str, Row], kind: str, share: float) -> Row | None:
    return rows.get(f"{kind}/clean" if share == 0 else f"{kind}/{share:g}-percent")


def save(figure: plt.Figure, file: Path) -> None:
    figure.tight_layout()
    figure.savefig(file, metadata=METADATA)
    plt.close(figure)


def plot_shares(rows: dict[str, Row], file: Path) -> None:
    figure, axes = plt.subplots(figsize=(7, 4))
    kinds = {
        "telltale": "telltale",
        "telltale/without-fields": "telltale, without fields",
        "raw/hyperscan/buffer": "Hyperscan, whole buffer",
        "raw/hyperscan/lines": "Hyperscan, a call a line",
    }
    for kind, label in kinds.items():
        measured = [(share, row) for share in SHARES if (row := row_of_share(rows, kind, share))]
        if measured:
            axes.plot([s for s, _ in measured], [r.bytes_per_second / 1e9 for _, r in measured], "o-", label=label)
    axes.set_xscale("symlog", linthresh=0.01)
    axes.set_yscale("log")
    axes.set_xticks(SHARES, [f"{share:g}" for share in SHARES])
    axes.set_xlabel("lines that match, %")
    axes.set_ylabel("GB/s")
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    save(figure, file)


def plot_sizes(rows: dict[str, Row], file: Path) -> None:
    figure, axes = plt.subplots(figsize=(7, 4))
    measured = [(size, row) for size in SIZES if (row := rows.get(f"packs/clean/{size}"))]
    axes.plot([s for s, _ in measured], [r.bytes_per_second / 1e9 for _, r in measured], "o-", label="clean lines")
    if memory := rows.get("memory/read"):
        axes.axhline(memory.bytes_per_second / 1e9, linestyle=":", color="grey", label="memory read")
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xlabel("signatures of the pack")
    axes.set_ylabel("GB/s")
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    save(figure, file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="what Google Benchmark and the scripts beside it wrote")
    parser.add_argument("--folder", type=Path, required=True, help="where the plots go")
    arguments = parser.parse_args()
    rows = read_rows(file for file in arguments.files if file.exists())
    arguments.folder.mkdir(parents=True, exist_ok=True)
    plot_shares(rows, arguments.folder / "hit-rate.svg")
    plot_sizes(rows, arguments.folder / "pack-size.svg")


if __name__ == "__main__":
    main()
