from promptflow.core import tool


@tool
def grade_line(groundtruth: str, prediction: str) -> str:
    """Correct when both say the same, whatever their case."""
    return "Correct" if groundtruth.strip().lower() == prediction.strip().lower() else "Incorrect"
