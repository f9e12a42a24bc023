"""What files hold: tables, spreadsheets, feeds, calendars, citations, JSON documents."""
