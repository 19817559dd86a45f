"""What the desk adds to clean copy: dateline, entities, section. Each may answer 'none'."""
