"""`shuangda serve`: the web server."""

from __future__ import annotations

import click

from shuangda.conf import env
from shuangda.conf.supervisor import interrupted_by_signals

from .office import office


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, help="端口")
@click.option("--workers", default=1, show_default=True, help="进程数")
def serve(host: str, port: int, workers: int) -> None:
    """启动网页服务。"""
    import uvicorn

    with interrupted_by_signals(), office():
        uvicorn.run(
            "shuangda.conf.asgi:application",
            host=host,
            port=port,
            workers=workers,
            proxy_headers=env.TRUST_PROXY.flag(),
            server_header=False,
            lifespan="off",  # Django's ASGI handler has none
            log_config=None,  # Django's LOGGING holds for the server too
        )
