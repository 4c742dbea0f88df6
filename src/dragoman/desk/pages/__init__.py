"""One module a page. Each function takes the desk and a request, and gives a response; it may use `desk.store`."""
