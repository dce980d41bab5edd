"""Distribution keys: a total divided over units in whole numbers, exactly, with every tie on record."""
