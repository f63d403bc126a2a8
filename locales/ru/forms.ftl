# Forms of the company.
