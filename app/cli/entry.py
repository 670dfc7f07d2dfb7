"""`python -m app.cli.entry`: the same command where no console script is installed."""

from app.cli.root import main

if __name__ == "__main__":
    main()
