"""The map page and all that it may ask for; folium is used here alone, Qt not at all."""
