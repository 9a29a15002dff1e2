"""Claims in a GeoPackage or PostGIS that is kept, added to and asked."""
