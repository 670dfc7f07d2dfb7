"""What keeps people safe on a job: who is called, who must agree, and where nobody is sent."""
