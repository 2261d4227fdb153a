"""Refuses every request that does not go to our own scheme: the second wall, behind the Content-Security-Policy."""

import logging

from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from libyamap.render.scheme import HOST, SCHEME

log = logging.getLogger(__name__)


class RefuseOthers(QWebEngineUrlRequestInterceptor):
    """Blocks what is not `libyamap://app/`; the page's own drawings (blob:, data:) stay inside the process anyway."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Decide about one request (called by Qt)."""
        url = info.requestUrl()
        if url.scheme() == SCHEME and url.host() == HOST:
            return
        if url.scheme() in {"blob", "data"} and info.resourceType() in _DRAWINGS:
            return
        info.block(True)
        log.info("The page was refused a request to a “%s:” address", url.scheme())


_DRAWINGS = {
    QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage,
    QWebEngineUrlRequestInfo.ResourceType.ResourceTypeFontResource,
}
