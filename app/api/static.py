"""Our own files for the browser, kept there for a year where their address changes with their content."""

import os
from collections.abc import MutableMapping
from typing import Any

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response

YEAR = "public, max-age=31536000, immutable"


class Static(StaticFiles):
    """What is asked for with its version, or from `vendor/`, never changes; the rest is asked for anew."""

    def file_response(
        self,
        full_path: "os.PathLike[str] | str",
        stat_result: os.stat_result,
        scope: MutableMapping[str, Any],
        status_code: int = 200,
    ) -> Response:
        """Serve one file with its time to live."""
        answer = super().file_response(full_path, stat_result, scope, status_code)
        versioned = scope["query_string"].startswith(b"v=") or "/vendor/" in str(full_path)
        answer.headers["Cache-Control"] = YEAR if versioned else "no-cache"
        return answer
