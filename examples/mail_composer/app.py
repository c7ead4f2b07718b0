"""A mail composer that checks while you write.

pip install knigge fastapi uvicorn
uvicorn --app-dir examples/mail_composer app:app
"""

from pathlib import Path
from typing import Any

from fastapi import Body, FastAPI, HTTPException
from fastapi.responses import FileResponse

from knigge import Checker, KniggeError

app = FastAPI()
checker = Checker()


@app.post("/check")
async def check(text: str = Body(), subject: str = Body("")) -> dict[str, Any]:
    """Return what is to be said of a mail that is being written."""
    try:
        return (await checker.acheck(text, subject=subject)).to_dict()
    except KniggeError as fault:
        raise HTTPException(422, str(fault)) from fault


@app.get("/")
def page() -> FileResponse:
    """Return the composer."""
    return FileResponse(Path(__file__).with_name("composer.html"))
