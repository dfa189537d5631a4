package klarsyn.tensor;

import org.bytedeco.pytorch.global.torch;

/** Where a tensor lies and computes. */
public enum Device {
    /** The processor. */
    CPU,
    /** The first graphics processor that CUDA shows; needs a build with {@code -Pgpu}. */
    GPU;

    /** The graphics processor if this build and this machine have one, else the processor. */
    public static Device best() {
        Natives.load();
        return torch.cuda_is_available() ? GPU : CPU;
    }

    org.bytedeco.pytorch.Device handle() {
        return switch (this) {
            case CPU -> new org.bytedeco.pytorch.Device(torch.DeviceType.CPU, (byte) -1);
            case GPU -> new org.bytedeco.pytorch.Device(torch.DeviceType.CUDA, (byte) 0);
        };
    }
}
