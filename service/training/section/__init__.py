"""How the shipped section model is made; `python -m training.section` runs it.

One thread only, set before numpy loads: sums in another order would change the model's last bits.
"""

import os

for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"
