module force-new

go 1.24
