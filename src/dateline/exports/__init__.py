"""Forms that other programs define: PLOVER, GDELT, GeoJSON, SVG; and cells for spreadsheets."""
