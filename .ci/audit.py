"""Ask PyPI, then OSV, which exact versions of a requirements file have a known vulnerability.

    pip install pip-audit && python .ci/audit.py .ci/requirements.lock

A vulnerability fails. A service that does not answer fails nothing, but is told: pip-audit itself calls a package
that a mirror knows nothing about "skipped", and a list of only such packages clean.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

SERVICES = ("pypi", "osv")


def asked(service: str, requirements: str) -> list[dict[str, Any]]:
    """The packages a service answered for, with their vulnerabilities; none where it cannot be reached."""
    options = ["--no-deps", "--disable-pip", "--format=json", "--progress-spinner=off", f"--requirement={requirements}"]
    command = [sys.executable, "-m", "pip_audit", f"--vulnerability-service={service}", *options]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages: list[dict[str, Any]] = json.loads(run.stdout)["dependencies"]
    except ValueError:
        print(f"{service}: no answer: {(run.stderr.splitlines() or ['nothing said'])[-1][-200:]}")
        return []
    answered = [package for package in packages if "vulns" in package]
    print(f"{service}: answered for {len(answered)} of {len(packages)} packages")
    return answered


def main(requirements: str) -> int:
    found = {
        f"{package['name']} {package['version']}: {each['id']}, mended in {', '.join(each['fix_versions']) or 'none'}"
        for service in SERVICES
        for package in asked(service, requirements)
        for each in package["vulns"]
    }
    print(*sorted(found), sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
