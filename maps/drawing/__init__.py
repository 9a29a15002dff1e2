"""What all maps share: ground, features, names, symbols, views."""
