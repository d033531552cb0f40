# Folders of files made to break, stall or fool a reader; what takes long only in hostile-long.
hostile: $B/kiemchung ## hostile files cost themselves and nobody else
	@tests/hostile $B/kiemchung

hostile-long: $B/kiemchung ## the same with the large ones
	@tests/hostile $B/kiemchung --long
.PHONY: hostile hostile-long
CHECKS += hostile
