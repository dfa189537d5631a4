package klarsyn.tensor;

import org.bytedeco.pytorch.global.torch;

/** The device that stores a tensor and computes with it. */
public enum Device {
    /** The CPU. */
    CPU,
    /** The first CUDA GPU; needs a build with {@code -Pgpu}. */
    GPU;

    /** The GPU if this build and this machine have one, else the CPU. */
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
