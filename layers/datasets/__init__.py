"""Events of ACLED, UCDP, GDELT and KML beside the claims."""
