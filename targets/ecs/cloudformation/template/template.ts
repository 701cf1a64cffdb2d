/** A CloudFormation template (CloudFormation User Guide, template anatomy). */
export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09'
  readonly Description: string
  readonly Parameters?: Readonly<Record<string, Parameter>>
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>
  readonly Conditions?: Readonly<Record<string, object>>
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs?: Readonly<Record<string, Output>>
}

/** A value that a stack is given; one without a default must be. */
export interface Parameter {
  readonly Type:
    | 'String'
    | 'Number'
    | 'AWS::EC2::VPC::Id'
    | 'List<AWS::EC2::Subnet::Id>'
    | 'List<AWS::EC2::SecurityGroup::Id>'
    | 'AWS::EC2::SecurityGroup::Id'
  readonly Description: string
  readonly Default?: string | number
  readonly AllowedValues?: readonly (string | number)[]
  readonly AllowedPattern?: string
  readonly ConstraintDescription?: string
}

/** A resource of a stack. Its properties are the CloudFormation spelling of a request to AWS, in which a value may be an intrinsic function. */
export interface Resource {
  readonly Type: `AWS::${string}::${string}`
  readonly Condition?: string
  readonly DependsOn?: readonly string[]
  /** What becomes of it when its stack goes, and when it is made anew; said where something is lost with it. */
  readonly DeletionPolicy?: 'Delete' | 'Retain'
  readonly UpdateReplacePolicy?: 'Delete' | 'Retain'
  readonly Properties?: Readonly<Record<string, unknown>>
}

/** A value that a stack gives; an exported one can be imported by other stacks of the account and region. */
export interface Output {
  readonly Description: string
  readonly Condition?: string
  readonly Value: unknown
  readonly Export?: { readonly Name: unknown }
}
