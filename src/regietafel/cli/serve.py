"""`regietafel serve`: the site on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from regietafel.cli.output import progress, with_django

app = typer.Typer(rich_markup_mode=None, help="Serve the site on this machine.")


@app.command(epilog="Example: regietafel serve --port 8080")
def serve(
    port: Annotated[int, typer.Option("--port", help="Port to listen on.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", help="Worker processes.")] = 2,
    threads: Annotated[int, typer.Option("--threads", help="Threads in each.")] = 4,
) -> None:
    """Bring the database up to date and serve."""
    from regietafel.cli.preparing import prepare
    from regietafel.cli.serving import serve as serve_site

    with_django()
    prepare(tell=progress)
    raise typer.Exit(
        serve_site(
            host=host,
            port=port,
            workers=workers,
            threads=threads,
            on_ready=lambda address: typer.echo(f"Regietafel draait op {address}/"),
        )
    )
