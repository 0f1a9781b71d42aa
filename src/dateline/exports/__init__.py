"""Forms in which events leave Dateline: JSON records, PLOVER, GDELT, GeoJSON, SVG, CSV cells."""
