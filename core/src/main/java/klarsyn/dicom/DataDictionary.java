package klarsyn.dicom;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names and value representations of the tags used here, for files with implicit representations. */
final class DataDictionary {

    /**
     * The dictionary entry of a tag.
     *
     * @param representation the standard value representation; US for US or SS, OW for OB or OW
     * @param name           the standard name
     */
    private record Entry(ValueRepresentation representation, String name) {}

    private static final Map<Integer, Entry> ENTRIES = new HashMap<>();

    static {
        put(Tag.FILE_META_GROUP_LENGTH, ValueRepresentation.UL, "File Meta Group Length");
        put(Tag.MEDIA_STORAGE_SOP_CLASS, ValueRepresentation.UI, "Media Storage SOP Class");
        put(Tag.MEDIA_STORAGE_SOP_INSTANCE, ValueRepresentation.UI, "Media Storage SOP Instance");
        put(Tag.TRANSFER_SYNTAX, ValueRepresentation.UI, "Transfer Syntax");
        put(Tag.FILE_SET_ID, ValueRepresentation.CS, "File Set ID");
        put(Tag.DIRECTORY_RECORD_SEQUENCE, ValueRepresentation.SQ, "Directory Record Sequence");
        put(Tag.DIRECTORY_RECORD_TYPE, ValueRepresentation.CS, "Directory Record Type");
        put(Tag.REFERENCED_FILE_ID, ValueRepresentation.CS, "Referenced File ID");
        put(Tag.REFERENCED_SOP_CLASS_IN_FILE, ValueRepresentation.UI, "Referenced SOP Class in File");
        put(Tag.REFERENCED_SOP_INSTANCE_IN_FILE, ValueRepresentation.UI, "Referenced SOP Instance in File");
        put(Tag.SPECIFIC_CHARACTER_SET, ValueRepresentation.CS, "Specific Character Set");
        put(Tag.IMAGE_TYPE, ValueRepresentation.CS, "Image Type");
        put(Tag.SOP_CLASS, ValueRepresentation.UI, "SOP Class");
        put(Tag.SOP_INSTANCE, ValueRepresentation.UI, "SOP Instance");
        put(Tag.STUDY_DATE, ValueRepresentation.DA, "Study Date");
        put(Tag.SERIES_DATE, ValueRepresentation.DA, "Series Date");
        put(Tag.ACQUISITION_DATE, ValueRepresentation.DA, "Acquisition Date");
        put(Tag.CONTENT_DATE, ValueRepresentation.DA, "Content Date");
        put(Tag.ACQUISITION_DATE_TIME, ValueRepresentation.DT, "Acquisition Date Time");
        put(Tag.STUDY_TIME, ValueRepresentation.TM, "Study Time");
        put(Tag.SERIES_TIME, ValueRepresentation.TM, "Series Time");
        put(Tag.ACQUISITION_TIME, ValueRepresentation.TM, "Acquisition Time");
        put(Tag.CONTENT_TIME, ValueRepresentation.TM, "Content Time");
        put(Tag.MODALITY, ValueRepresentation.CS, "Modality");
        put(Tag.MANUFACTURER, ValueRepresentation.LO, "Manufacturer");
        put(Tag.STUDY_DESCRIPTION, ValueRepresentation.LO, "Study Description");
        put(Tag.SERIES_DESCRIPTION, ValueRepresentation.LO, "Series Description");
        put(Tag.MANUFACTURER_MODEL, ValueRepresentation.LO, "Manufacturer Model");
        put(Tag.REFERENCED_IMAGE_SEQUENCE, ValueRepresentation.SQ, "Referenced Image Sequence");
        put(Tag.REFERENCED_SOP_CLASS, ValueRepresentation.UI, "Referenced SOP Class");
        put(Tag.REFERENCED_SOP_INSTANCE, ValueRepresentation.UI, "Referenced SOP Instance");
        put(Tag.DERIVATION_IMAGE_SEQUENCE, ValueRepresentation.SQ, "Derivation Image Sequence");
        put(Tag.PATIENT_NAME, ValueRepresentation.PN, "Patient Name");
        put(Tag.PATIENT_ID, ValueRepresentation.LO, "Patient ID");
        put(Tag.PATIENT_BIRTH_DATE, ValueRepresentation.DA, "Patient Birth Date");
        put(Tag.PATIENT_SEX, ValueRepresentation.CS, "Patient Sex");
        put(Tag.PATIENT_AGE, ValueRepresentation.AS, "Patient Age");
        put(Tag.CONTRAST_AGENT, ValueRepresentation.LO, "Contrast Agent");
        put(Tag.BODY_PART, ValueRepresentation.CS, "Body Part");
        put(Tag.SEQUENCE_NAME, ValueRepresentation.SH, "Sequence Name");
        put(Tag.SLICE_THICKNESS, ValueRepresentation.DS, "Slice Thickness");
        put(Tag.REPETITION_TIME, ValueRepresentation.DS, "Repetition Time");
        put(Tag.ECHO_TIME, ValueRepresentation.DS, "Echo Time");
        put(Tag.ECHO_NUMBERS, ValueRepresentation.IS, "Echo Numbers");
        put(Tag.SPACING_BETWEEN_SLICES, ValueRepresentation.DS, "Spacing between Slices");
        put(Tag.PROTOCOL_NAME, ValueRepresentation.LO, "Protocol Name");
        put(Tag.TRIGGER_TIME, ValueRepresentation.DS, "Trigger Time");
        put(Tag.GANTRY_TILT, ValueRepresentation.DS, "Gantry Tilt");
        put(Tag.IMAGER_PIXEL_SPACING, ValueRepresentation.DS, "Imager Pixel Spacing");
        put(Tag.CONVOLUTION_KERNEL, ValueRepresentation.SH, "Convolution Kernel");
        put(Tag.PATIENT_POSITION, ValueRepresentation.CS, "Patient Position");
        put(Tag.DIFFUSION_DIRECTION_SEQUENCE, ValueRepresentation.SQ, "Diffusion Direction Sequence");
        put(Tag.DIFFUSION_B_VALUE, ValueRepresentation.FD, "Diffusion B Value");
        put(Tag.DIFFUSION_GRADIENT_ORIENTATION, ValueRepresentation.FD, "Diffusion Gradient Orientation");
        put(Tag.MR_DIFFUSION_SEQUENCE, ValueRepresentation.SQ, "MR Diffusion Sequence");
        put(Tag.STUDY_INSTANCE, ValueRepresentation.UI, "Study Instance");
        put(Tag.SERIES_INSTANCE, ValueRepresentation.UI, "Series Instance");
        put(Tag.STUDY_ID, ValueRepresentation.SH, "Study ID");
        put(Tag.SERIES_NUMBER, ValueRepresentation.IS, "Series Number");
        put(Tag.ACQUISITION_NUMBER, ValueRepresentation.IS, "Acquisition Number");
        put(Tag.INSTANCE_NUMBER, ValueRepresentation.IS, "Instance Number");
        put(Tag.IMAGE_POSITION, ValueRepresentation.DS, "Image Position");
        put(Tag.IMAGE_ORIENTATION, ValueRepresentation.DS, "Image Orientation");
        put(Tag.FRAME_OF_REFERENCE, ValueRepresentation.UI, "Frame of Reference");
        put(Tag.TEMPORAL_POSITION_IDENTIFIER, ValueRepresentation.IS, "Temporal Position Identifier");
        put(Tag.NUMBER_OF_TEMPORAL_POSITIONS, ValueRepresentation.IS, "Number of Temporal Positions");
        put(Tag.IMAGES_IN_ACQUISITION, ValueRepresentation.IS, "Images in Acquisition");
        put(Tag.SLICE_LOCATION, ValueRepresentation.DS, "Slice Location");
        put(Tag.STACK_ID, ValueRepresentation.SH, "Stack ID");
        put(Tag.IN_STACK_POSITION_NUMBER, ValueRepresentation.UL, "In Stack Position Number");
        put(Tag.FRAME_CONTENT_SEQUENCE, ValueRepresentation.SQ, "Frame Content Sequence");
        put(Tag.PLANE_POSITION_SEQUENCE, ValueRepresentation.SQ, "Plane Position Sequence");
        put(Tag.PLANE_ORIENTATION_SEQUENCE, ValueRepresentation.SQ, "Plane Orientation Sequence");
        put(Tag.TEMPORAL_POSITION_INDEX, ValueRepresentation.UL, "Temporal Position Index");
        put(Tag.DIMENSION_INDEX_VALUES, ValueRepresentation.UL, "Dimension Index Values");
        put(Tag.DIMENSION_INDEX_POINTER, ValueRepresentation.AT, "Dimension Index Pointer");
        put(Tag.DIMENSION_ORGANIZATION_SEQUENCE, ValueRepresentation.SQ, "Dimension Organization Sequence");
        put(Tag.DIMENSION_INDEX_SEQUENCE, ValueRepresentation.SQ, "Dimension Index Sequence");
        put(Tag.SAMPLES_PER_PIXEL, ValueRepresentation.US, "Samples per Pixel");
        put(Tag.PHOTOMETRIC_INTERPRETATION, ValueRepresentation.CS, "Photometric Interpretation");
        put(Tag.PLANAR_CONFIGURATION, ValueRepresentation.US, "Planar Configuration");
        put(Tag.NUMBER_OF_FRAMES, ValueRepresentation.IS, "Number of Frames");
        put(Tag.ROWS, ValueRepresentation.US, "Rows");
        put(Tag.COLUMNS, ValueRepresentation.US, "Columns");
        put(Tag.PIXEL_SPACING, ValueRepresentation.DS, "Pixel Spacing");
        put(Tag.BITS_ALLOCATED, ValueRepresentation.US, "Bits Allocated");
        put(Tag.BITS_STORED, ValueRepresentation.US, "Bits Stored");
        put(Tag.HIGH_BIT, ValueRepresentation.US, "High Bit");
        put(Tag.PIXEL_REPRESENTATION, ValueRepresentation.US, "Pixel Representation");
        put(Tag.PIXEL_PADDING_VALUE, ValueRepresentation.US, "Pixel Padding Value");
        put(Tag.WINDOW_CENTER, ValueRepresentation.DS, "Window Center");
        put(Tag.WINDOW_WIDTH, ValueRepresentation.DS, "Window Width");
        put(Tag.RESCALE_INTERCEPT, ValueRepresentation.DS, "Rescale Intercept");
        put(Tag.RESCALE_SLOPE, ValueRepresentation.DS, "Rescale Slope");
        put(Tag.RESCALE_TYPE, ValueRepresentation.LO, "Rescale Type");
        put(Tag.RED_PALETTE_DESCRIPTOR, ValueRepresentation.US, "Red Palette Descriptor");
        put(Tag.GREEN_PALETTE_DESCRIPTOR, ValueRepresentation.US, "Green Palette Descriptor");
        put(Tag.BLUE_PALETTE_DESCRIPTOR, ValueRepresentation.US, "Blue Palette Descriptor");
        put(Tag.RED_PALETTE_DATA, ValueRepresentation.OW, "Red Palette Data");
        put(Tag.GREEN_PALETTE_DATA, ValueRepresentation.OW, "Green Palette Data");
        put(Tag.BLUE_PALETTE_DATA, ValueRepresentation.OW, "Blue Palette Data");
        put(Tag.SEGMENTED_RED_PALETTE_DATA, ValueRepresentation.OW, "Segmented Red Palette Data");
        put(Tag.SEGMENTED_GREEN_PALETTE_DATA, ValueRepresentation.OW, "Segmented Green Palette Data");
        put(Tag.SEGMENTED_BLUE_PALETTE_DATA, ValueRepresentation.OW, "Segmented Blue Palette Data");
        put(Tag.MODALITY_LUT_SEQUENCE, ValueRepresentation.SQ, "Modality LUT Sequence");
        put(Tag.LUT_DESCRIPTOR, ValueRepresentation.US, "LUT Descriptor");
        put(Tag.LUT_DATA, ValueRepresentation.OW, "LUT Data");
        put(Tag.PIXEL_MEASURES_SEQUENCE, ValueRepresentation.SQ, "Pixel Measures Sequence");
        put(Tag.FRAME_VOI_LUT_SEQUENCE, ValueRepresentation.SQ, "Frame VOI LUT Sequence");
        put(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, ValueRepresentation.SQ, "Pixel Value Transformation Sequence");
        put(Tag.SEGMENT_SEQUENCE, ValueRepresentation.SQ, "Segment Sequence");
        put(Tag.SEGMENT_NUMBER, ValueRepresentation.US, "Segment Number");
        put(Tag.SEGMENT_LABEL, ValueRepresentation.LO, "Segment Label");
        put(Tag.SEGMENT_IDENTIFICATION_SEQUENCE, ValueRepresentation.SQ, "Segment Identification Sequence");
        put(Tag.REFERENCED_SEGMENT_NUMBER, ValueRepresentation.US, "Referenced Segment Number");
        put(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, ValueRepresentation.SQ, "Shared Functional Groups Sequence");
        put(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, ValueRepresentation.SQ, "Per Frame Functional Groups Sequence");
        put(Tag.WAVEFORM_SEQUENCE, ValueRepresentation.SQ, "Waveform Sequence");
        put(Tag.EXTENDED_OFFSET_TABLE, ValueRepresentation.OV, "Extended Offset Table");
        put(Tag.EXTENDED_OFFSET_TABLE_LENGTHS, ValueRepresentation.OV, "Extended Offset Table Lengths");
        put(Tag.FLOAT_PIXEL_DATA, ValueRepresentation.OF, "Float Pixel Data");
        put(Tag.DOUBLE_FLOAT_PIXEL_DATA, ValueRepresentation.OD, "Double Float Pixel Data");
        put(Tag.PIXEL_DATA, ValueRepresentation.OW, "Pixel Data");
    }

    private DataDictionary() {}

    private static void put(int tag, ValueRepresentation representation, String name) {
        ENTRIES.put(tag, new Entry(representation, name));
    }

    static Optional<String> name(int tag) {
        return Optional.ofNullable(ENTRIES.get(tag)).map(Entry::name);
    }

    /** The representation of a tag for implicit files: UN if unknown. */
    static ValueRepresentation representation(int tag) {
        if ((tag & 0xffff) == 0) {
            return ValueRepresentation.UL; // group length
        }
        if (Tag.isPrivate(tag)) {
            boolean creator = (tag & 0xffff) >= 0x10 && (tag & 0xffff) <= 0xff;
            return creator ? ValueRepresentation.LO : ValueRepresentation.UN;
        }
        Entry entry = ENTRIES.get(tag);
        return entry == null ? ValueRepresentation.UN : entry.representation();
    }
}
