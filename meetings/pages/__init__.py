"""What pages say of public records: values for templates. No request; queries only where said."""
