"""How well titles written from a theme's own notes say what people called the theme."""
