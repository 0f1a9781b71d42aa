"""Values of searches: pages of hits, why one matched, what is indexed of annotations."""
