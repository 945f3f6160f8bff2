"""What is kept: tables, migrations, and every query the house has. No decision is taken here."""
