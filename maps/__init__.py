"""SHOW: layers to one self-contained page. Only this package imports folium."""
