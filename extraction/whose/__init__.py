"""Whose contact points an advert's page tells: the advertiser's, those of adverts beside it, or the site's."""
