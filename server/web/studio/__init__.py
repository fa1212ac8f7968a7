"""The gallery's pages and addresses: buttons, tables, what its machines load, markers for the editor.
"""
