"""The browser profile of the map page: keeps nothing, asks for nothing, may do nothing but draw."""

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEngineProfile, QWebEngineSettings

from libyamap.render.interceptor import RefuseOthers
from libyamap.render.scheme import SCHEME, SchemeHandler

ALLOWED = (QWebEngineSettings.WebAttribute.JavascriptEnabled, QWebEngineSettings.WebAttribute.AutoLoadImages)
# Everything else that can be switched is off, whatever Qt's default is or will be.
NEUTRAL = (
    QWebEngineSettings.WebAttribute.Accelerated2dCanvasEnabled,
    QWebEngineSettings.WebAttribute.ReadingFromCanvasEnabled,
    QWebEngineSettings.WebAttribute.PrintElementBackgrounds,
    QWebEngineSettings.WebAttribute.TouchEventsApiEnabled,
    QWebEngineSettings.WebAttribute.WebRTCPublicInterfacesOnly,
    QWebEngineSettings.WebAttribute.PlaybackRequiresUserGesture,
)


def locked_profile(handler: SchemeHandler, parent: QObject | None = None) -> QWebEngineProfile:
    """An off-the-record profile whose pages know one scheme, answered by `handler`, and nothing else."""
    profile = QWebEngineProfile(parent)  # without a name: off the record
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    profile.setSpellCheckEnabled(False)
    profile.setPushServiceEnabled(False)
    profile.downloadRequested.connect(_refuse)
    profile.setNotificationPresenter(lambda notification: notification.close())
    profile.setUrlRequestInterceptor(RefuseOthers(profile))
    profile.installUrlSchemeHandler(SCHEME.encode(), handler)
    for attribute in QWebEngineSettings.WebAttribute:
        if attribute not in NEUTRAL:
            profile.settings().setAttribute(attribute, attribute in ALLOWED)
    return profile


def _refuse(download: QWebEngineDownloadRequest) -> None:
    download.cancel()
