"""Every write that matters: from the desk to the public record.

``compile`` reads the desk, ``derive`` applies the rules, ``project`` says what lists need,
``publish`` writes it all in one transaction. Only this package writes versions, records,
entries, addresses and the clock.
"""
