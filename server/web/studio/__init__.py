"""The gallery's pages and addresses: buttons, tables, what machines load, markers for editors."""
