package klarsyn.dicom;

/** The PS3.6 tags used here: group in the upper, element in the lower 16 bits. */
public final class Tag {

    /** (0002,0000) File Meta Group Length, UL. */
    public static final int FILE_META_GROUP_LENGTH = 0x00020000;

    /** (0002,0002) Media Storage SOP Class, UI. */
    public static final int MEDIA_STORAGE_SOP_CLASS = 0x00020002;

    /** (0002,0003) Media Storage SOP Instance, UI. */
    public static final int MEDIA_STORAGE_SOP_INSTANCE = 0x00020003;

    /** (0002,0010) Transfer Syntax, UI. */
    public static final int TRANSFER_SYNTAX = 0x00020010;

    /** (0004,1130) File Set ID, CS. */
    public static final int FILE_SET_ID = 0x00041130;

    /** (0004,1220) Directory Record Sequence, SQ. */
    public static final int DIRECTORY_RECORD_SEQUENCE = 0x00041220;

    /** (0004,1430) Directory Record Type, CS. */
    public static final int DIRECTORY_RECORD_TYPE = 0x00041430;

    /** (0004,1500) Referenced File ID, CS. */
    public static final int REFERENCED_FILE_ID = 0x00041500;

    /** (0004,1510) Referenced SOP Class in File, UI. */
    public static final int REFERENCED_SOP_CLASS_IN_FILE = 0x00041510;

    /** (0004,1511) Referenced SOP Instance in File, UI. */
    public static final int REFERENCED_SOP_INSTANCE_IN_FILE = 0x00041511;

    /** (0008,0005) Specific Character Set, CS. */
    public static final int SPECIFIC_CHARACTER_SET = 0x00080005;

    /** (0008,0008) Image Type, CS. */
    public static final int IMAGE_TYPE = 0x00080008;

    /** (0008,0016) SOP Class, UI. */
    public static final int SOP_CLASS = 0x00080016;

    /** (0008,0018) SOP Instance, UI. */
    public static final int SOP_INSTANCE = 0x00080018;

    /** (0008,0020) Study Date, DA. */
    public static final int STUDY_DATE = 0x00080020;

    /** (0008,0021) Series Date, DA. */
    public static final int SERIES_DATE = 0x00080021;

    /** (0008,0022) Acquisition Date, DA. */
    public static final int ACQUISITION_DATE = 0x00080022;

    /** (0008,0023) Content Date, DA. */
    public static final int CONTENT_DATE = 0x00080023;

    /** (0008,002A) Acquisition Date Time, DT. */
    public static final int ACQUISITION_DATE_TIME = 0x0008002A;

    /** (0008,0030) Study Time, TM. */
    public static final int STUDY_TIME = 0x00080030;

    /** (0008,0031) Series Time, TM. */
    public static final int SERIES_TIME = 0x00080031;

    /** (0008,0032) Acquisition Time, TM. */
    public static final int ACQUISITION_TIME = 0x00080032;

    /** (0008,0033) Content Time, TM. */
    public static final int CONTENT_TIME = 0x00080033;

    /** (0008,0060) Modality, CS. */
    public static final int MODALITY = 0x00080060;

    /** (0008,0070) Manufacturer, LO. */
    public static final int MANUFACTURER = 0x00080070;

    /** (0008,1030) Study Description, LO. */
    public static final int STUDY_DESCRIPTION = 0x00081030;

    /** (0008,103E) Series Description, LO. */
    public static final int SERIES_DESCRIPTION = 0x0008103E;

    /** (0008,1090) Manufacturer Model, LO. */
    public static final int MANUFACTURER_MODEL = 0x00081090;

    /** (0008,1140) Referenced Image Sequence, SQ. */
    public static final int REFERENCED_IMAGE_SEQUENCE = 0x00081140;

    /** (0008,1150) Referenced SOP Class, UI. */
    public static final int REFERENCED_SOP_CLASS = 0x00081150;

    /** (0008,1155) Referenced SOP Instance, UI. */
    public static final int REFERENCED_SOP_INSTANCE = 0x00081155;

    /** (0008,9124) Derivation Image Sequence, SQ. */
    public static final int DERIVATION_IMAGE_SEQUENCE = 0x00089124;

    /** (0010,0010) Patient Name, PN. */
    public static final int PATIENT_NAME = 0x00100010;

    /** (0010,0020) Patient ID, LO. */
    public static final int PATIENT_ID = 0x00100020;

    /** (0010,0030) Patient Birth Date, DA. */
    public static final int PATIENT_BIRTH_DATE = 0x00100030;

    /** (0010,0040) Patient Sex, CS. */
    public static final int PATIENT_SEX = 0x00100040;

    /** (0010,1010) Patient Age, AS. */
    public static final int PATIENT_AGE = 0x00101010;

    /** (0018,0010) Contrast Agent, LO. */
    public static final int CONTRAST_AGENT = 0x00180010;

    /** (0018,0015) Body Part, CS. */
    public static final int BODY_PART = 0x00180015;

    /** (0018,0024) Sequence Name, SH. */
    public static final int SEQUENCE_NAME = 0x00180024;

    /** (0018,0050) Slice Thickness, DS. */
    public static final int SLICE_THICKNESS = 0x00180050;

    /** (0018,0080) Repetition Time, DS. */
    public static final int REPETITION_TIME = 0x00180080;

    /** (0018,0081) Echo Time, DS. */
    public static final int ECHO_TIME = 0x00180081;

    /** (0018,0086) Echo Numbers, IS. */
    public static final int ECHO_NUMBERS = 0x00180086;

    /** (0018,0088) Spacing between Slices, DS. */
    public static final int SPACING_BETWEEN_SLICES = 0x00180088;

    /** (0018,1030) Protocol Name, LO. */
    public static final int PROTOCOL_NAME = 0x00181030;

    /** (0018,1060) Trigger Time, DS. */
    public static final int TRIGGER_TIME = 0x00181060;

    /** (0018,1120) Gantry Tilt, DS. */
    public static final int GANTRY_TILT = 0x00181120;

    /** (0018,1164) Imager Pixel Spacing, DS. */
    public static final int IMAGER_PIXEL_SPACING = 0x00181164;

    /** (0018,1210) Convolution Kernel, SH. */
    public static final int CONVOLUTION_KERNEL = 0x00181210;

    /** (0018,5100) Patient Position, CS. */
    public static final int PATIENT_POSITION = 0x00185100;

    /** (0018,9076) Diffusion Direction Sequence, SQ. */
    public static final int DIFFUSION_DIRECTION_SEQUENCE = 0x00189076;

    /** (0018,9087) Diffusion B Value, FD. */
    public static final int DIFFUSION_B_VALUE = 0x00189087;

    /** (0018,9089) Diffusion Gradient Orientation, FD. */
    public static final int DIFFUSION_GRADIENT_ORIENTATION = 0x00189089;

    /** (0018,9117) MR Diffusion Sequence, SQ. */
    public static final int MR_DIFFUSION_SEQUENCE = 0x00189117;

    /** (0020,000D) Study Instance, UI. */
    public static final int STUDY_INSTANCE = 0x0020000D;

    /** (0020,000E) Series Instance, UI. */
    public static final int SERIES_INSTANCE = 0x0020000E;

    /** (0020,0010) Study ID, SH. */
    public static final int STUDY_ID = 0x00200010;

    /** (0020,0011) Series Number, IS. */
    public static final int SERIES_NUMBER = 0x00200011;

    /** (0020,0012) Acquisition Number, IS. */
    public static final int ACQUISITION_NUMBER = 0x00200012;

    /** (0020,0013) Instance Number, IS. */
    public static final int INSTANCE_NUMBER = 0x00200013;

    /** (0020,0032) Image Position, DS. */
    public static final int IMAGE_POSITION = 0x00200032;

    /** (0020,0037) Image Orientation, DS. */
    public static final int IMAGE_ORIENTATION = 0x00200037;

    /** (0020,0052) Frame of Reference, UI. */
    public static final int FRAME_OF_REFERENCE = 0x00200052;

    /** (0020,0100) Temporal Position Identifier, IS. */
    public static final int TEMPORAL_POSITION_IDENTIFIER = 0x00200100;

    /** (0020,0105) Number of Temporal Positions, IS. */
    public static final int NUMBER_OF_TEMPORAL_POSITIONS = 0x00200105;

    /** (0020,1002) Images in Acquisition, IS. */
    public static final int IMAGES_IN_ACQUISITION = 0x00201002;

    /** (0020,1041) Slice Location, DS. */
    public static final int SLICE_LOCATION = 0x00201041;

    /** (0020,9056) Stack ID, SH. */
    public static final int STACK_ID = 0x00209056;

    /** (0020,9057) In Stack Position Number, UL. */
    public static final int IN_STACK_POSITION_NUMBER = 0x00209057;

    /** (0020,9111) Frame Content Sequence, SQ. */
    public static final int FRAME_CONTENT_SEQUENCE = 0x00209111;

    /** (0020,9113) Plane Position Sequence, SQ. */
    public static final int PLANE_POSITION_SEQUENCE = 0x00209113;

    /** (0020,9116) Plane Orientation Sequence, SQ. */
    public static final int PLANE_ORIENTATION_SEQUENCE = 0x00209116;

    /** (0020,9128) Temporal Position Index, UL. */
    public static final int TEMPORAL_POSITION_INDEX = 0x00209128;

    /** (0020,9157) Dimension Index Values, UL. */
    public static final int DIMENSION_INDEX_VALUES = 0x00209157;

    /** (0020,9165) Dimension Index Pointer, AT. */
    public static final int DIMENSION_INDEX_POINTER = 0x00209165;

    /** (0020,9221) Dimension Organization Sequence, SQ. */
    public static final int DIMENSION_ORGANIZATION_SEQUENCE = 0x00209221;

    /** (0020,9222) Dimension Index Sequence, SQ. */
    public static final int DIMENSION_INDEX_SEQUENCE = 0x00209222;

    /** (0028,0002) Samples per Pixel, US. */
    public static final int SAMPLES_PER_PIXEL = 0x00280002;

    /** (0028,0004) Photometric Interpretation, CS. */
    public static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;

    /** (0028,0006) Planar Configuration, US. */
    public static final int PLANAR_CONFIGURATION = 0x00280006;

    /** (0028,0008) Number of Frames, IS. */
    public static final int NUMBER_OF_FRAMES = 0x00280008;

    /** (0028,0010) Rows, US. */
    public static final int ROWS = 0x00280010;

    /** (0028,0011) Columns, US. */
    public static final int COLUMNS = 0x00280011;

    /** (0028,0030) Pixel Spacing, DS. */
    public static final int PIXEL_SPACING = 0x00280030;

    /** (0028,0100) Bits Allocated, US. */
    public static final int BITS_ALLOCATED = 0x00280100;

    /** (0028,0101) Bits Stored, US. */
    public static final int BITS_STORED = 0x00280101;

    /** (0028,0102) High Bit, US. */
    public static final int HIGH_BIT = 0x00280102;

    /** (0028,0103) Pixel Representation, US. */
    public static final int PIXEL_REPRESENTATION = 0x00280103;

    /** (0028,0120) Pixel Padding Value, US. */
    public static final int PIXEL_PADDING_VALUE = 0x00280120;

    /** (0028,1050) Window Center, DS. */
    public static final int WINDOW_CENTER = 0x00281050;

    /** (0028,1051) Window Width, DS. */
    public static final int WINDOW_WIDTH = 0x00281051;

    /** (0028,1052) Rescale Intercept, DS. */
    public static final int RESCALE_INTERCEPT = 0x00281052;

    /** (0028,1053) Rescale Slope, DS. */
    public static final int RESCALE_SLOPE = 0x00281053;

    /** (0028,1054) Rescale Type, LO. */
    public static final int RESCALE_TYPE = 0x00281054;

    /** (0028,1101) Red Palette Descriptor, US. */
    public static final int RED_PALETTE_DESCRIPTOR = 0x00281101;

    /** (0028,1102) Green Palette Descriptor, US. */
    public static final int GREEN_PALETTE_DESCRIPTOR = 0x00281102;

    /** (0028,1103) Blue Palette Descriptor, US. */
    public static final int BLUE_PALETTE_DESCRIPTOR = 0x00281103;

    /** (0028,1201) Red Palette Data, OW. */
    public static final int RED_PALETTE_DATA = 0x00281201;

    /** (0028,1202) Green Palette Data, OW. */
    public static final int GREEN_PALETTE_DATA = 0x00281202;

    /** (0028,1203) Blue Palette Data, OW. */
    public static final int BLUE_PALETTE_DATA = 0x00281203;

    /** (0028,1221) Segmented Red Palette Data, OW. */
    public static final int SEGMENTED_RED_PALETTE_DATA = 0x00281221;

    /** (0028,1222) Segmented Green Palette Data, OW. */
    public static final int SEGMENTED_GREEN_PALETTE_DATA = 0x00281222;

    /** (0028,1223) Segmented Blue Palette Data, OW. */
    public static final int SEGMENTED_BLUE_PALETTE_DATA = 0x00281223;

    /** (0028,3000) Modality LUT Sequence, SQ. */
    public static final int MODALITY_LUT_SEQUENCE = 0x00283000;

    /** (0028,3002) LUT Descriptor, US. */
    public static final int LUT_DESCRIPTOR = 0x00283002;

    /** (0028,3006) LUT Data, OW. */
    public static final int LUT_DATA = 0x00283006;

    /** (0028,9110) Pixel Measures Sequence, SQ. */
    public static final int PIXEL_MEASURES_SEQUENCE = 0x00289110;

    /** (0028,9132) Frame VOI LUT Sequence, SQ. */
    public static final int FRAME_VOI_LUT_SEQUENCE = 0x00289132;

    /** (0028,9145) Pixel Value Transformation Sequence, SQ. */
    public static final int PIXEL_VALUE_TRANSFORMATION_SEQUENCE = 0x00289145;

    /** (0062,0002) Segment Sequence, SQ. */
    public static final int SEGMENT_SEQUENCE = 0x00620002;

    /** (0062,0004) Segment Number, US. */
    public static final int SEGMENT_NUMBER = 0x00620004;

    /** (0062,0005) Segment Label, LO. */
    public static final int SEGMENT_LABEL = 0x00620005;

    /** (0062,000A) Segment Identification Sequence, SQ. */
    public static final int SEGMENT_IDENTIFICATION_SEQUENCE = 0x0062000A;

    /** (0062,000B) Referenced Segment Number, US. */
    public static final int REFERENCED_SEGMENT_NUMBER = 0x0062000B;

    /** (5200,9229) Shared Functional Groups Sequence, SQ. */
    public static final int SHARED_FUNCTIONAL_GROUPS_SEQUENCE = 0x52009229;

    /** (5200,9230) Per Frame Functional Groups Sequence, SQ. */
    public static final int PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE = 0x52009230;

    /** (5400,0100) Waveform Sequence, SQ. */
    public static final int WAVEFORM_SEQUENCE = 0x54000100;

    /** (7FE0,0001) Extended Offset Table, OV. */
    public static final int EXTENDED_OFFSET_TABLE = 0x7FE00001;

    /** (7FE0,0002) Extended Offset Table Lengths, OV. */
    public static final int EXTENDED_OFFSET_TABLE_LENGTHS = 0x7FE00002;

    /** (7FE0,0008) Float Pixel Data, OF. */
    public static final int FLOAT_PIXEL_DATA = 0x7FE00008;

    /** (7FE0,0009) Double Float Pixel Data, OD. */
    public static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE00009;

    /** (7FE0,0010) Pixel Data, OW. */
    public static final int PIXEL_DATA = 0x7FE00010;

    private Tag() {}

    /** A tag in standard notation: {@code (0028,0010) Rows}, the name only if known. */
    public static String text(int tag) {
        String number = "(%04X,%04X)".formatted(tag >>> 16, tag & 0xffff);
        return DataDictionary.name(tag).map(name -> number + " " + name).orElse(number);
    }

    /** Whether the group is odd: a private element. */
    static boolean isPrivate(int tag) {
        return (tag & 0x10000) != 0;
    }
}
