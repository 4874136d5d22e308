from __future__ import annotations

from shuangda.kernel.policytext.errors import ReadError
from shuangda.kernel.policytext.sandbox import read_with_text_in_child
from shuangda.platform.jobs.registry import job
from shuangda.platform.orgs import actors

from . import services
from .models import Upload
from .states import UploadState


@job("plans.read_uploaded_file", acts="the system, on the one file it was queued for")
def read_uploaded_file(upload_id: int) -> None:
    """Read a file in a child process with limits, so that a hostile one can hurt nothing else."""
    upload = Upload.objects.select_related("file").get(pk=upload_id)
    if upload.state != UploadState.READING:
        return
    actor = actors.system("reader")
    try:
        text, proposal = read_with_text_in_child(upload.file.content.path, upload.file.name)
    except ReadError as error:
        services.note_failure(actor=actor, upload=upload, error=str(error))
    else:
        services.read_upload(actor=actor, upload=upload, text=text, proposal=proposal)
