"""How positions, distances and scales are written. Knows no Qt."""

import math

METRES_PER_CSS_PIXEL = 0.0254 / 96


def latitude_longitude(lat: float, lon: float) -> str:
    """Degrees (EPSG:4326) for reading: “32.3754° N, 15.0925° E”."""
    return f"{abs(lat):.4f}° {'S' if lat < 0 else 'N'}, {abs(lon):.4f}° {'W' if lon < 0 else 'E'}"


def coordinates_to_copy(lat: float, lon: float) -> str:
    """Degrees for other programs: latitude first, as gazetteers and search fields expect."""
    return f"{lat:.5f}, {lon:.5f}"


def scale(metres_per_pixel: float) -> str:
    """“1 : 4,600,000” at the map's centre, to two figures, for a pixel of 1/96 inch (as CSS defines it)."""
    denominator = metres_per_pixel / METRES_PER_CSS_PIXEL
    if not math.isfinite(denominator) or denominator < 1:
        return ""
    step = 10 ** max(0, math.floor(math.log10(denominator)) - 1)
    return f"1 : {round(denominator / step) * step:,}"


def distance(metres: float) -> str:
    """“850 m”, “1.2 km”, “35 km”."""
    if metres < 1000:
        return f"{metres:,.0f} m"
    return f"{metres / 1000:,.1f} km" if metres < 10_000 else f"{metres / 1000:,.0f} km"
