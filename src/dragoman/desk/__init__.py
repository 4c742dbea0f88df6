"""The desk: a store in a browser. `desk.app.make_app` makes the web application; `dragoman serve` runs it."""
