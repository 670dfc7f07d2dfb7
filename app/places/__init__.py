"""What pins teach: names that no map has for places, kept, mended, taken back and handed on."""
