"""The same map as PNG, SVG or PDF, drawn without a browser."""
