"""What an operation may and may not be answered, in a few lines each: ``contract_tests/cases/<operationId>.yaml``."""
