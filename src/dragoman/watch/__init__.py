"""Never asleep: feeds are followed, new pages read, kept and linked, and people told of what they asked for."""
