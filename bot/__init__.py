"""The aanspreekpunt: one point of contact for residents who want to start something."""
